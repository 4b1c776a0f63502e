from company.vault import Vault

vault = Vault()


def handler(event, context):
    return sorted(vault.names())
