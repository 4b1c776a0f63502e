"""boto3, botocore and their asynchronous kin: clients, resources, collections, paginators, waiters."""
