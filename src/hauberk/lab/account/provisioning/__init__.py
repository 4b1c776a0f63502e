"""An application, deployed into the embedded account by the calls that CloudFormation would make.

Each type of resource is a row of a table (:mod:`recipe`): which operations, who names it, how it reads back. One mapper
(:mod:`mapping`) turns properties into parameters by botocore's own models, since CloudFormation's names are nearly
always the API's. What was sent is read back and compared (:mod:`comparing`), so that whatever the emulator loses is
found out and told, type by type, without a list of its faults.
"""
