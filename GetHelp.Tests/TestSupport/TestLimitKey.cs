using System.Security.Cryptography;
using GetHelp.Core.SignIn.Limits;

namespace GetHelp.Tests.TestSupport;

/// <summary>Another one in each host: the portal makes its own of the keys that protect sessions.</summary>
internal sealed class TestLimitKey : ILimitKey
{
    public ReadOnlyMemory<byte> Key { get; } = RandomNumberGenerator.GetBytes(32);
}
