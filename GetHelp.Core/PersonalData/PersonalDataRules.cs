using GetHelp.Core.People;

namespace GetHelp.Core.PersonalData;

/// <summary>Who may hand a person's data out, and who may erase it: support's third line, and the job that does so by age.</summary>
public static class PersonalDataRules
{
    public static bool MayHandle(Viewer viewer) => viewer.IsThirdLine || viewer.Role == Role.Service;

    /// <summary>Why the viewer cannot erase this person now; null when they can.</summary>
    internal static Refusal? WhyNotErase(Viewer viewer, User? user) =>
        !MayHandle(viewer) ? new NotAllowed("erase what is kept of people")
        : user is null ? new NotFound()
        : user.ErasedAt is not null ? new ErasedAlready()
        : viewer.UserId == user.Id ? new CannotEraseYourself()
        : null;
}

/// <summary>There is nobody any more whose data could be exported or erased.</summary>
public sealed record ErasedAlready : Refusal
{
    public override string Message => "What was kept of this person is erased already.";
}

/// <summary>Support erases others.</summary>
public sealed record CannotEraseYourself : Refusal
{
    public override string Message => "You cannot erase yourself. Ask a colleague of support.";
}

/// <summary>A message that names them has not reached the supplier: without it nobody would know where to deliver, or whom to ask.</summary>
public sealed record SupplierNotToldYet(int Messages) : Refusal
{
    public override string Message => Messages == 1
        ? "One message about an order names this person and has not reached the supplier yet. Erase them once it has."
        : $"{Messages:N0} messages about orders name this person and have not reached the supplier yet. Erase them once they have.";
}
