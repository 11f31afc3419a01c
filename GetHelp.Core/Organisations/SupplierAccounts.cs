namespace GetHelp.Core.Organisations;

/// <summary>What the supplier has still to take note of about an organisation (spec 03 §6, §7).</summary>
public enum SupplierChange
{
    None,
    New,
    Amended,
    Closed,
}

/// <summary>The supplier's account numbers: ship-to, of a school; sold-to, of a responsible body.</summary>
public static class SupplierAccounts
{
    /// <summary>The most characters a number may have (the supplier's schema, spec 03 §2.2).</summary>
    public const int NumberMaxLength = 10;
}
