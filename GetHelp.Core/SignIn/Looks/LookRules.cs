using GetHelp.Core.History;
using GetHelp.Core.People;

namespace GetHelp.Core.SignIn.Looks;

/// <summary>Who may see the service as whom. Support may, as people see it whom it helps, for a while and for a reason.</summary>
public static class LookRules
{
    /// <summary>A look ends by itself after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>Whether somebody can be looked as, as far as what they are goes.</summary>
    public static bool CanBeLookedAs(Role role) => role is Role.Member or Role.Network;

    internal static Refusal? WhyNot(Viewer viewer, User? person, string? why) =>
        !viewer.IsSupport ? new NotAllowed("see the service as somebody else sees it")
        : person is not { DeletedAt: null } ? new NotFound()
        : !CanBeLookedAs(person.Role) ? new NotLookedAs()
        : Reason.WhyNot(why);
}

/// <summary>Nobody of support or the supplier is looked as: whoever did would see more than themselves.</summary>
public sealed record NotLookedAs : Refusal
{
    public override string Message => "You can see the service as people of schools, responsible bodies and mobile networks see it, and as nobody else.";
}

/// <summary>Whoever looks as somebody else changes nothing.</summary>
/// <param name="Name">As whom they look.</param>
public sealed record OnlyLooking(string Name) : Refusal
{
    public override string Message => $"You are seeing this as {Name} sees it, so you cannot change anything. Nothing has been changed.";
}
