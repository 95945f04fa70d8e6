-- The accounts an audit speaks about: filed in a registry, or looking official by name or platform verification.
SELECT * FROM all_accounts WHERE audited
