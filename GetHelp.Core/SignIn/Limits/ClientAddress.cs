using System.Net;
using System.Net.Sockets;

namespace GetHelp.Core.SignIn.Limits;

/// <summary>Where a request comes from, as far as one household or one school is told from another.</summary>
public readonly record struct ClientAddress
{
    /// <summary>Of an IPv6 address this much is a site's; the rest each of its machines chooses, and changes, by itself.</summary>
    private const int BytesOfASite = 8;

    private readonly string? text;

    private ClientAddress(string text) => this.text = text;

    /// <param name="address">Null where there is no network in between.</param>
    public static ClientAddress Of(IPAddress? address) => new(address switch
    {
        null => "here",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, BytesOfASite)),
        _ => address.ToString(),
    });

    /// <summary>The one that <see cref="Reveal"/> gave.</summary>
    public static ClientAddress Again(string? revealed) => new(revealed ?? "");

    /// <summary>The address itself: to be hashed, or to be counted by in memory.</summary>
    public string Reveal() => text ?? "";

    /// <summary>Personal data: no log gets it by mistake.</summary>
    public override string ToString() => "(client)";
}
