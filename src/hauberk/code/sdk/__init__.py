"""Which operations of AWS a program calls: boto3 and its kin, AWS SDK for JavaScript, and libraries around them."""
