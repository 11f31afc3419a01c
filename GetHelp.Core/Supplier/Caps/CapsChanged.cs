using GetHelp.Core.Data;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>An outbox message: whose caps may have changed. Not to what: whoever sends it reads the newest numbers then, so that however
/// many changes come together, the supplier is told of the last.</summary>
public sealed record CapsChanged
{
    /// <summary>The kind of outbox message that carries one.</summary>
    public const string Kind = "supplier.caps";

    /// <summary>All schools that are in this responsible body's pool when the message is sent.</summary>
    public int? PoolOf { get; init; }

    /// <summary>Schools beside those of the pool.</summary>
    public IReadOnlyList<int> SchoolIds { get; init; } = [];

    public static CapsChanged Pool(int responsibleBodyId, IEnumerable<int>? left = null) => new() { PoolOf = responsibleBodyId, SchoolIds = [.. left ?? []] };

    public static CapsChanged School(params IEnumerable<int> ids) => new() { SchoolIds = [.. ids] };
}

public static class CapMessages
{
    /// <summary>Has the supplier told, after the commit, what its caps are by then.</summary>
    public static void TellSupplier(this WriteTransaction write, CapsChanged changed)
    {
        var payload = PortalJson.Write(changed);
        if (!write.Db.Outbox.Local.Any(m => m.Kind == CapsChanged.Kind && m.Payload == payload && m.SentAt is null))
        {
            write.Send(CapsChanged.Kind, changed, $"caps-{Guid.NewGuid():N}");
        }
    }
}
