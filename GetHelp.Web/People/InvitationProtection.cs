using System.Security.Cryptography;
using System.Text.Json;
using GetHelp.Core;
using Microsoft.AspNetCore.DataProtection;

namespace GetHelp.Web.People;

/// <summary>Writes an invitation so that it can travel in an address, where Back and a refresh find it, and nobody on the way can read whom it is for
/// (docs/adr/0006-order-in-the-address.md).</summary>
public sealed class InvitationProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("GetHelp.People.Invitation");

    public string Protect(InvitationDraft draft) => protector.Protect(PortalJson.Write(draft));

    /// <summary>Null for what we did not write, or can no longer read: it is asked for again.</summary>
    public InvitationDraft? Read(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : PortalJson.Read<InvitationDraft>(protector.Unprotect(text));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }
}

public static class PeoplePages
{
    /// <summary>What the pages about people need beside Core.</summary>
    public static IServiceCollection AddPeoplePages(this IServiceCollection services)
    {
        services.AddDataProtection();
        return services.AddSingleton<InvitationProtection>();
    }
}
