using System.Security.Cryptography;
using System.Text;
using GetHelp.Core.SignIn.Limits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace GetHelp.Web.SignIn;

/// <summary>Made of the first of the keys that protect sessions: so all web nodes have the same without a setting, it is as well kept as those are,
/// and their changing does not change it.</summary>
internal sealed class KeyRingLimitKey(IKeyManager keys, IDataProtectionProvider protection) : ILimitKey
{
    private readonly Lazy<byte[]> key = new(() => Make(keys, protection));

    public ReadOnlyMemory<byte> Key => key.Value;

    private static byte[] Make(IKeyManager keys, IDataProtectionProvider protection)
    {
        protection.CreateProtector("first").Protect([]); // where nothing was protected yet, there is no key
        var first = keys.GetAllKeys().MinBy(k => (k.CreationDate, k.KeyId))!;
        var secret = first.Descriptor.ExportToXml().SerializedDescriptorElement.Descendants().Single(e => e.Name.LocalName == "value").Value;
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: "GetHelp sign-in limits"u8.ToArray());
    }
}
