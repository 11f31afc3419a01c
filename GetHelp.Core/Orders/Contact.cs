using GetHelp.Core.People;

namespace GetHelp.Core.Orders;

/// <summary>Whom to ask about a request or a report, as it was given with it.</summary>
public sealed record Contact
{
    /// <summary>The most characters a name may have here.</summary>
    public const int NameMaxLength = 200;

    public required string Name { get; init; }

    public required string Telephone { get; init; }

    /// <summary>As it is kept: without what is around it.</summary>
    internal Contact Tidy() => new() { Name = History.Reason.OneLine(Name), Telephone = TelephoneNumber.TryParse(Telephone, out var number) ? number.Value : Telephone };

    internal IEnumerable<Refusal> WhyNot()
    {
        if (History.Reason.OneLine(Name).Length is < 2 or > NameMaxLength)
        {
            yield return new NoContactName();
        }

        if (!TelephoneNumber.TryParse(Telephone, out _))
        {
            yield return new NoTelephone();
        }
    }
}

/// <summary>Nobody is named whom support could ask.</summary>
public sealed record NoContactName : Refusal
{
    public override string Message => $"Enter the name of somebody we can ask, in 2 to {Contact.NameMaxLength} characters.";
}

/// <summary>Not a telephone number.</summary>
public sealed record NoTelephone : Refusal
{
    public override string Message => "Enter a telephone number, such as 01632 960 001.";
}
