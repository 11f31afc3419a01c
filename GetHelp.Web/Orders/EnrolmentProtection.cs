using System.Security.Cryptography;
using GetHelp.Core;
using GetHelp.Core.Orders;
using Microsoft.AspNetCore.DataProtection;

namespace GetHelp.Web.Orders;

/// <summary>Writes where Chromebooks are enrolled so that it can travel in an address and nobody on the way can read it: the recovery address is
/// somebody's own (docs/adr/0006-order-in-the-address.md).</summary>
public sealed class EnrolmentProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("GetHelp.Orders.Enrolment");

    public string Protect(ChromebookBinding binding) => protector.Protect(PortalJson.Write(binding));

    /// <summary>Null for what we did not write, or can no longer read: it is asked for again.</summary>
    public ChromebookBinding? Read(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : PortalJson.Read<ChromebookBinding>(protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
