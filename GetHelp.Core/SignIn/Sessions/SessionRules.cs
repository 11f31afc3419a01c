using GetHelp.Core.People;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>How long sessions last.</summary>
public static class SessionRules
{
    /// <summary>A use sooner than this after the last one is not written down: a busy board would write each second.</summary>
    public static readonly TimeSpan UseWorthKeeping = TimeSpan.FromMinutes(1);

    /// <summary>How long before its end a person is warned (WCAG 2.2.1).</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(2);

    /// <summary>How long a session that is over is kept: an open page asks why, and a browser may wake days later.</summary>
    public static readonly TimeSpan KeptAfterwards = TimeSpan.FromDays(7);

    /// <summary>How long a session lasts from when something was last done in it. Those who work with the service all day get longer.</summary>
    public static TimeSpan Lifetime(Role role) => role switch
    {
        Role.Support or Role.SupportThirdLine or Role.Supplier => TimeSpan.FromMinutes(120),
        _ => TimeSpan.FromMinutes(60),
    };
}
