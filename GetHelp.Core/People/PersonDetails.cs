using GetHelp.Core.History;
using GetHelp.Core.SignIn;

namespace GetHelp.Core.People;

/// <summary>What is typed about a person. The same rules hold when they are invited and when they are changed (spec 01 §3.1).</summary>
public sealed record PersonDetails
{
    /// <summary>The fewest characters a name may have; the most are <see cref="User.NameMaxLength"/>.</summary>
    public const int NameMinLength = 2;

    public required string Name { get; init; }

    public required string EmailAddress { get; init; }

    /// <summary>Empty where none is known.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>As it is kept: on one line, the address in lower case.</summary>
    public PersonDetails Tidy() => new()
    {
        Name = Reason.OneLine(Name),
        EmailAddress = People.EmailAddress.TryParse(EmailAddress, out var address) ? address.Value : EmailAddress.Trim(),
        Telephone = TelephoneNumber.TryParse(Telephone, out var number) ? number.Value : Telephone.Trim(),
    };

    /// <summary>Everything that is to be put right.</summary>
    public IEnumerable<Refusal> WhyNot()
    {
        if (Reason.OneLine(Name).Length is < NameMinLength or > User.NameMaxLength)
        {
            yield return new NotAPersonsName();
        }

        if (!People.EmailAddress.TryParse(EmailAddress, out _))
        {
            yield return new NotAnEmailAddress();
        }

        if (!string.IsNullOrWhiteSpace(Telephone) && !TelephoneNumber.TryParse(Telephone, out _))
        {
            yield return new NotATelephoneNumber();
        }
    }

    /// <summary>What was typed over <paramref name="before"/>, put upon what is there now: a field that was left alone stays as somebody else may have
    /// made it meanwhile.</summary>
    internal PersonDetails Upon(PersonDetails now, PersonDetails before) => new()
    {
        Name = Name == before.Name ? now.Name : Name,
        EmailAddress = EmailAddress == before.EmailAddress ? now.EmailAddress : EmailAddress,
        Telephone = Telephone == before.Telephone ? now.Telephone : Telephone,
    };
}
