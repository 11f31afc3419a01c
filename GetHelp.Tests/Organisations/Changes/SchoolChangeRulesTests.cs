using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.Changes;

/// <summary>What one row would change of one school, or why it cannot be.</summary>
public sealed class SchoolChangeRulesTests
{
    private static readonly Urn Ash = Urn.From(123_456);

    private static readonly PersonDetails Head = new() { Name = "Una Lathom", EmailAddress = "head@ash.example.net" };

    private static readonly PersonDetails Ann = new() { Name = "Ann Bell", EmailAddress = "ann@ash.example.net", Telephone = "01632 960 001" };

    private static readonly ChromebookDetails OnAsh = new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org", RecoveryAddress = "it@example.net", Check = DomainCheck.IsWorkspace };

    private static readonly SchoolDetails Devolved = new() { WhoWillOrder = WhoWillOrder.School };

    /// <summary>Spec 02 §7: which fields change, by what is said of Chromebooks in which state.</summary>
    public static TheoryData<string, ChromebookDetails, SchoolChange, ChromebookDetails> Chromebooks { get; } = new()
    {
        { "yes may wait for its domain", new(), new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.Yes) }, new() { Answer = ChromebookAnswer.Yes } },
        { "a domain says yes", new(), new() { Urn = Ash, Domain = "ash.example.org" }, new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org" } },
        { "a domain says yes where no was said", new() { Answer = ChromebookAnswer.No }, new() { Urn = Ash, Domain = "ash.example.org" }, new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org" } },
        { "a domain is tidied", new(), new() { Urn = Ash, Domain = " https://www.Ash.example.org/about " }, new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org" } },
        { "an address follows", new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org" }, new() { Urn = Ash, RecoveryAddress = " IT@example.net " }, OnAsh with { Check = DomainCheck.NotChecked } },
        { "all at once", new(), new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.Yes), Domain = "ash.example.org", RecoveryAddress = "it@example.net" }, OnAsh with { Check = DomainCheck.NotChecked } },
        { "no clears", OnAsh, new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.No) }, new() { Answer = ChromebookAnswer.No } },
        { "not known clears", OnAsh, new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.DoNotKnow) }, new() { Answer = ChromebookAnswer.DoNotKnow } },
        { "an answer can be taken back", OnAsh, new() { Urn = Ash, ChromebookAnswer = Said(null) }, new() },
        { "an empty domain is cleared", OnAsh, new() { Urn = Ash, Domain = "" }, new() { Answer = ChromebookAnswer.Yes, RecoveryAddress = "it@example.net" } },
        { "yes again changes nothing", OnAsh, new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.Yes), Domain = "ASH.example.org" }, OnAsh },
    };

    [Theory, MemberData(nameof(Chromebooks))]
    public void What_is_said_of_Chromebooks_follows_cell_by_cell(string why, ChromebookDetails now, SchoolChange asked, ChromebookDetails then)
    {
        var row = Decide(Devolved with { Chromebooks = now }, asked);

        row.Problems.ShouldBeEmpty(why);
        (row.After!.Chromebooks with { Check = then.Check }).ShouldBe(then, why);
        row.State.ShouldBe(now == then ? SchoolChangeState.NothingToChange : SchoolChangeState.Changes, why);
    }

    /// <summary>What was typed, in which field it is wrong, and why.</summary>
    public static TheoryData<SchoolChange, SchoolField, Type> Wrong { get; } = new()
    {
        { new() { Urn = Ash, Domain = "ash example" }, SchoolField.Domain, typeof(NotADomain) },
        { new() { Urn = Ash, Domain = "UNKNOWN" }, SchoolField.Domain, typeof(NoGoogleDomain) },
        { new() { Urn = Ash, Domain = "ash.example.org", RecoveryAddress = "it" }, SchoolField.RecoveryAddress, typeof(NotARecoveryAddress) },
        { new() { Urn = Ash, Domain = "ash.example.org", RecoveryAddress = "it@mail.ash.example.org" }, SchoolField.RecoveryAddress, typeof(RecoveryAddressInside) },
        { new() { Urn = Ash, RecoveryAddress = "it@example.net" }, SchoolField.RecoveryAddress, typeof(DomainWithoutChromebooks) },
        { new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.No), Domain = "ash.example.org" }, SchoolField.Domain, typeof(DomainWithoutChromebooks) },
        { Naming(new() { Name = "A", EmailAddress = "ann@ash.example.net", Telephone = "01632 960 001" }), SchoolField.ContactName, typeof(NotAPersonsName) },
        { Naming(new() { Name = "Ann Bell", EmailAddress = "ann", Telephone = "01632 960 001" }), SchoolField.ContactEmailAddress, typeof(NotAnEmailAddress) },
        { Naming(new() { Name = "Ann Bell", EmailAddress = "ann@ash.example.net", Telephone = "12" }), SchoolField.ContactTelephone, typeof(NotATelephoneNumber) },
        { Naming(new() { Name = "Ann Bell", EmailAddress = "ann@ash.example.net" }), SchoolField.ContactTelephone, typeof(NoContactTelephone) },
        { new() { Urn = Ash, Contact = ContactAsked.Headteacher }, SchoolField.ContactName, typeof(NoHeadteacherKnown) },
        { new() { Urn = Ash, Contact = ContactAsked.ChosenOrHeadteacher }, SchoolField.ContactName, typeof(NoHeadteacherKnown) },
        { new() { Urn = Ash, Invite = true }, SchoolField.Invitation, typeof(NobodyToInvite) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_told_by_field_and_changes_nothing(SchoolChange asked, SchoolField field, Type why)
    {
        var row = Decide(Devolved, asked with { WhoWillOrder = WhoWillOrder.ResponsibleBody });

        var problem = row.Problems.ShouldHaveSingleItem();
        (problem.Field, problem.Why.GetType()).ShouldBe((field, why));
        (row.State, row.After).ShouldBe((SchoolChangeState.Refused, Devolved));
    }

    [Fact]
    public void An_address_within_the_new_domain_is_wrong_where_the_domain_was_typed()
    {
        var row = Decide(Devolved with { Chromebooks = OnAsh }, new() { Urn = Ash, Domain = "example.net" });

        row.Problems.ShouldHaveSingleItem().Field.ShouldBe(SchoolField.Domain);
    }

    /// <summary>Spec 04 §5.</summary>
    [Fact]
    public void Whoever_is_known_needs_no_telephone_number()
    {
        Decide(Devolved, Naming(Head), Head).After!.Contact.ShouldBe(Head);
        Decide(Devolved, new() { Urn = Ash, Contact = ContactAsked.Headteacher }, Head).After!.Contact.ShouldBe(Head);
        Decide(Devolved with { Contact = Ann }, new() { Urn = Ash, Contact = ContactAsked.ChosenOrHeadteacher }, Head).After!.Contact.ShouldBe(Ann);
        Decide(Devolved with { Contact = Ann }, new() { Urn = Ash, Contact = ContactAsked.Nobody }, Head).After!.Contact.ShouldBeNull();
    }

    [Fact]
    public void A_contact_is_kept_tidy()
    {
        var typed = new PersonDetails { Name = " Ann  Bell ", EmailAddress = " Ann@Ash.example.net", Telephone = " 01632  960 001" };

        Decide(Devolved, Naming(typed)).After!.Contact.ShouldBe(Ann);
        Decide(Devolved with { Contact = Ann }, Naming(typed)).State.ShouldBe(SchoolChangeState.NothingToChange);
    }

    /// <summary>Seen, now and asked: the domains of one school.</summary>
    [Theory]
    [InlineData("a.example.org", "a.example.org", "b.example.org", SchoolChangeState.Changes)]
    [InlineData("a.example.org", "c.example.org", "b.example.org", SchoolChangeState.Conflict)]
    [InlineData("a.example.org", "b.example.org", "b.example.org", SchoolChangeState.NothingToChange)]
    [InlineData(null, "c.example.org", "b.example.org", SchoolChangeState.Conflict)]
    [InlineData("a.example.org", "c.example.org", "", SchoolChangeState.Conflict)]
    public void Somebody_elses_change_is_not_written_over_unseen(string? seen, string now, string asked, SchoolChangeState state)
    {
        var school = Devolved with { Chromebooks = OnAsh with { Domain = now } };

        var row = Decide(school, new() { Urn = Ash, Domain = new(asked, new(seen)) });

        row.State.ShouldBe(state);
        if (state == SchoolChangeState.Conflict)
        {
            var told = row.Problems.ShouldHaveSingleItem().Why.ShouldBeOfType<ChangedMeanwhile>();
            (told.Field, told.Now, told.Asked).ShouldBe((SchoolField.Domain, now, asked.Length == 0 ? "nothing" : asked));
            row.After.ShouldBe(school);
        }
    }

    [Fact]
    public void A_conflict_in_who_orders_and_in_the_contact_tells_both()
    {
        var now = new SchoolDetails { WhoWillOrder = WhoWillOrder.ResponsibleBody, Contact = Ann };

        var row = Decide(now, new()
        {
            Urn = Ash,
            WhoWillOrder = new(WhoWillOrder.School, new(WhoWillOrder.School)),
            Contact = new(ContactAsked.Of(Ann with { Name = "Cy Dent", EmailAddress = "cy@ash.example.net" }), new(ContactAsked.Nobody)),
        });

        row.Problems.Select(problem => problem.Why).OfType<ChangedMeanwhile>().Select(told => (told.Field, told.Now, told.Asked)).ShouldBe(
        [
            (SchoolField.WhoWillOrder, "you, centrally", "the school"),
            (SchoolField.ContactName, "Ann Bell", "Cy Dent"),
            (SchoolField.ContactEmailAddress, "ann@ash.example.net", "cy@ash.example.net"),
        ]);
    }

    [Fact]
    public void Who_has_seen_the_preview_meets_no_conflict_and_undoing_gives_back_what_was()
    {
        var before = Devolved with { Chromebooks = OnAsh, Contact = Ann };
        var asked = new SchoolChange { Urn = Ash, WhoWillOrder = WhoWillOrder.ResponsibleBody, Contact = ContactAsked.Headteacher, ChromebookAnswer = Said(ChromebookAnswer.No) };

        var row = Decide(before, asked, Head);
        var applied = Decide(before, row.AsSeen, Head);
        var undo = applied.Undo;

        row.Changed.ShouldBe(
        [
            SchoolField.WhoWillOrder, SchoolField.ContactName, SchoolField.ContactEmailAddress, SchoolField.ContactTelephone,
            SchoolField.ChromebookAnswer, SchoolField.Domain, SchoolField.RecoveryAddress,
        ]);
        applied.After.ShouldBe(row.After);
        Decide(applied.After!, undo, Head).After.ShouldBe(before with { Chromebooks = OnAsh with { Check = DomainCheck.NotChecked } });
        Decide(applied.After! with { WhoWillOrder = WhoWillOrder.School, Contact = null }, undo, Head).State.ShouldBe(SchoolChangeState.Conflict, "somebody changed it once more");
    }

    [Fact]
    public void Undoing_brings_back_a_domain_that_nobody_knows()
    {
        var unknown = Devolved with { Chromebooks = new() { Answer = ChromebookAnswer.Yes, Domain = ChromebookRules.Unknown } };

        var undo = Decide(unknown, new() { Urn = Ash, ChromebookAnswer = Said(ChromebookAnswer.No) }).Undo;

        Decide(Devolved with { Chromebooks = new() { Answer = ChromebookAnswer.No } }, undo).After.ShouldBe(unknown);
    }

    [Fact]
    public void A_foreign_school_a_closed_one_and_the_second_row_of_one_are_refused()
    {
        var rules = new SchoolChangeRules([School(Devolved), School(Devolved, 123_457) with { IsClosed = true }]);
        var central = new SchoolChange { Urn = Ash, WhoWillOrder = WhoWillOrder.ResponsibleBody };

        rules.Decide(central).State.ShouldBe(SchoolChangeState.Changes);
        rules.Decide(central).Problems.ShouldHaveSingleItem().Why.ShouldBeOfType<SchoolNamedTwice>();
        rules.Decide(central with { Urn = Urn.From(123_457) }).Problems.ShouldHaveSingleItem().Why.ShouldBeOfType<SchoolIsClosed>();
        var foreign = rules.Decide(central with { Urn = Urn.From(123_458) });
        foreign.Problems.ShouldHaveSingleItem().Why.ShouldBeOfType<NotOneOfYourSchools>();
        (foreign.Name, foreign.SchoolId, foreign.Before).ShouldBe((null, null, null), "nothing is told of another body's school");
    }

    private static SchoolChangeRow Decide(SchoolDetails now, SchoolChange asked, PersonDetails? head = null) =>
        new SchoolChangeRules([School(now) with { Headteacher = head }]).Decide(asked);

    private static ChangeableSchool School(SchoolDetails details, int urn = 123_456) => new(urn, Urn.From(urn), $"School {urn}", IsClosed: false, details, Headteacher: null);

    private static SchoolChange Naming(PersonDetails person) => new() { Urn = Ash, Contact = ContactAsked.Of(person) };

    private static FieldChange<ChromebookAnswer?> Said(ChromebookAnswer? answer) => new(answer);
}
