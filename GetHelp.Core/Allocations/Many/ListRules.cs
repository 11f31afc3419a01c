using System.Globalization;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Allocations.Many;

/// <summary>Says of each row of a list what taking it would change, or why it cannot be taken (spec 02 §3.2 and §4; spec 08 A15). What it says
/// is of now: <see cref="AllocationService"/> decides again, school by school, when the list is taken.</summary>
/// <param name="schools">Every school that a row may mean, with its responsible body and allocations.</param>
/// <param name="pools">The sums of the pools that these schools are in, by responsible body.</param>
internal sealed class ListRules(IReadOnlyCollection<School> schools, IReadOnlyDictionary<int, IReadOnlyList<PoolTotals>> pools)
{
    private readonly Dictionary<Urn, School> byUrn = schools.ToDictionary(school => school.Urn);
    private readonly ILookup<int, School> byUkprn = schools.Where(school => school.Ukprn is not null).ToLookup(school => school.Ukprn!.Value);
    private readonly Dictionary<int, long> lineOf = [];

    /// <summary>To be asked once for each row, in their order: of two that name one school the second is bad.</summary>
    public ListRow Decide(GivenRow given)
    {
        if (given.Why is { } unreadable)
        {
            return Bad(given, null, unreadable);
        }

        var found = Find(given);
        if (found.Refused)
        {
            return Bad(given, null, Words(found.Refusals));
        }

        var school = found.Value;
        if (!lineOf.TryAdd(school.Id, given.Line))
        {
            return Bad(given, school, $"Line {lineOf[school.Id]:N0} names this school already.");
        }

        Result<ListRow> decided = school.Status == OrganisationStatus.Closed ? new BadRow("The school is closed.") : Decide(given, school);
        return decided.Refused ? Bad(given, school, Words(decided.Refusals)) : decided.Value;
    }

    private Result<School> Find(GivenRow given)
    {
        if (given.Urn is null)
        {
            return given.Ukprn is null ? new BadRow("Give a URN, or the UKPRN of a college.") : FindByUkprn(given.Ukprn);
        }

        if (!Urn.TryParse(given.Urn, out var urn))
        {
            return new BadRow($"“{given.Urn}” is not a URN, which has six digits.");
        }

        if (!byUrn.TryGetValue(urn, out var school))
        {
            return new BadRow($"There is no school with the URN {urn}.");
        }

        return given.Ukprn is { } other && school.Ukprn is { } known && other != $"{known}"
            ? new BadRow($"The school with the URN {urn} has the UKPRN {known}, not {other}.")
            : school;
    }

    private Result<School> FindByUkprn(string ukprn) =>
        !GivenNumbers.TryUkprn(ukprn, out var number) ? new BadRow($"“{ukprn}” is not a UKPRN, which has eight digits.")
        : byUkprn[number].ToList() switch
        {
            [] => new BadRow($"There is no school or college with the UKPRN {ukprn}."),
            [var one] => one,
            var several => new BadRow($"{several.Count} schools have the UKPRN {ukprn}. Give the URN."),
        };

    private Result<ListRow> Decide(GivenRow given, School school)
    {
        var state = StateAsked(given.State);
        var amount = AmountAsked(given, school);
        if (state.Refused || amount.Refused)
        {
            return Result<ListRow>.Refuse([.. state.Refusals, .. amount.Refusals]);
        }

        return state.Value is null && amount.Value is null
            ? new BadRow("The row has neither an order state nor a number.")
            : Row(given, school, state.Value == school.OrderState ? null : state.Value, amount.Value);
    }

    private static Result<OrderState?> StateAsked(string? text) => (text is null ? null : GivenNumbers.OrderStateIn(text)) switch
    {
        null when text is null => (OrderState?)null,
        null => new BadRow($"“{text}” is not an order state. Write can_order, cannot_order or cannot_order_as_reopened."),
        OrderState.CanOrderForSpecificCircumstances => new BadRow("Specific circumstances need a number for each category. Set them on the school's own page."),
        { } state => (OrderState?)state,
    };

    private Result<AmountAsked?> AmountAsked(GivenRow given, School school)
    {
        var before = Numbers(school).Of(given.Category);
        Result<AmountAsked?> asked = (given.Amount, given.Delta) switch
        {
            (null, null) => (AmountAsked?)null,
            ({ }, { }) => new BadRow("The row has both an allocation and a change of it. Give one of them."),
            ({ } text, null) => GivenNumbers.Whole(text) is { } to ? new AmountAsked(given.Category, to) : new BadRow($"“{text}” is not a whole number."),
            (null, { } text) => GivenNumbers.Whole(text) is { } more
                ? new AmountAsked(given.Category, before.Allocation + more) { From = before.Allocation }
                : new BadRow($"“{text}” is not a whole number."),
        };
        return asked is { Refused: false, Value: { } amount } && AllocationRules.WhyNot(amount.To, before, Pool(school)?.Of(given.Category)) is { } refusal ? refusal : asked;
    }

    /// <param name="state">Null when it stays.</param>
    private static ListRow Row(GivenRow given, School school, OrderState? state, AmountAsked? amount)
    {
        var before = Numbers(school);
        var opened = state is { } other ? before.ConvertAll(line => line.Under(other, given: 0)) : before;
        var words = new List<string>();
        if (state is { } to)
        {
            words.Add(AllocationInWords.Change(school.OrderState, to, before.Zip(opened)));
        }

        if (amount is not null && opened.Of(amount.Category) is var line && line.Allocation != amount.To)
        {
            words.Add(AllocationInWords.Change(line, (line with { Allocation = amount.To }).Under(state ?? school.OrderState, Given(school, amount.Category))));
        }

        return new(given.Line, given.Named)
        {
            Kind = words.Count == 0 ? ListRowKind.AsItIs : ListRowKind.Changes,
            Words = words.Count == 0 ? "Already so." : string.Join(". ", words) + ".",
            Urn = school.Urn,
            School = school.Name,
            State = state,
            Amount = amount,
        };
    }

    private static List<AllocationLine> Numbers(School school) => [.. AllocationRules.Categories.Select(school.Allocations.Select(AllocationLine.Of).Of)];

    private static int Given(School school, DeviceCategory category) => school.Allocations.Find(a => a.Category == category)?.GivenCap ?? 0;

    private IReadOnlyList<PoolTotals>? Pool(School school) => VirtualCapPool.Of(school) is { } body ? pools[body] : null;

    private static ListRow Bad(GivenRow given, School? school, string why) =>
        new(given.Line, given.Named) { Kind = ListRowKind.Bad, Words = why, Urn = school?.Urn, School = school?.Name };

    private static string Words(IEnumerable<Refusal> refusals) => string.Join(" ", refusals.Select(refusal => refusal.Message));

    private sealed record BadRow(string Why) : Refusal
    {
        public override string Message => Why;
    }
}

/// <summary>How the cells of a list are read.</summary>
internal static class GivenNumbers
{
    private static readonly Dictionary<string, OrderState> States =
        Enum.GetValues<OrderState>().ToDictionary(state => state.ToString(), state => state, StringComparer.OrdinalIgnoreCase);

    /// <summary>A whole number with or without a sign and commas; null for anything else, and for what is larger than any that can be meant.</summary>
    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
        && number is >= -1_000_000 and <= 1_000_000 ? number : null;

    public static bool TryUkprn(string? text, out int ukprn) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ukprn) && ukprn is >= 10_000_000 and <= 99_999_999;

    /// <summary>As the original spelled it (can_order), or with other marks between the words, or none.</summary>
    public static OrderState? OrderStateIn(string text) =>
        States.TryGetValue(string.Concat(text.Where(char.IsLetter)), out var state) ? state : null;
}
