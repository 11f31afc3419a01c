using System.Security.Cryptography;
using System.Text;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary>One of the orders into which Chromebooks for several schools are split: all on one domain.</summary>
/// <param name="BookedOn">The school of it that needs the most.</param>
public sealed record ChromebookOrder(School BookedOn, string Domain, IReadOnlyList<(School School, int Quantity)> Needs)
{
    public int Quantity => Needs.Sum(need => need.Quantity);

    /// <summary>"30 Chromebooks: 20 for Ash School, 10 for Elm School", for the order's story.</summary>
    internal string Note => $"{Product.Chromebook.Count(Quantity)}: {string.Join(", ", Needs.Select(need => $"{need.Quantity:N0} for {need.School.Name}"))}";

    internal PlaceOrder Ask(PlaceChromebookOrders asked) => new()
    {
        Key = KeyOf(asked.Key),
        Urn = BookedOn.Urn,
        Lines = [new(Product.Chromebook, Quantity)],
        Chromebooks = ChromebookBinding.Of(BookedOn.Chromebooks),
        DeliverTo = asked.DeliverTo,
    };

    /// <summary>The same for the same press, so that pressing again finds the same orders.</summary>
    private Guid KeyOf(Guid press) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{press:N} {BookedOn.Urn} {Domain}")).AsSpan(0, 16));
}

/// <summary>Splits what several schools need into orders that are each bound to one domain (seed: the ordering guide; spec 08 A27).</summary>
public static class ChromebookSplit
{
    /// <summary>The orders; or every reason why there can be none.</summary>
    /// <param name="schools">Those that were asked for and are the body's, with their responsible body.</param>
    public static (IReadOnlyList<ChromebookOrder> Orders, IReadOnlyList<Refusal> WhyNot) Of(IReadOnlyList<ChromebooksNeeded> needs, IReadOnlyList<School> schools)
    {
        var wanted = needs.Where(need => need.Quantity != 0).ToList();
        List<Refusal> whyNot =
        [
            .. wanted.Count == 0 ? [new NothingAsked()] : Array.Empty<Refusal>(),
            .. wanted.Where(need => schools.All(s => s.Urn != need.Urn)).Select(need => new NotAManagedSchool(need.Urn)),
            .. wanted.Where(need => need.Quantity is < 0 or > OrderRules.MostOfOneProduct).Select(_ => new NotAQuantity(Product.Chromebook)).Distinct(),
            .. schools.Where(school => school.Chromebooks.KnownDomain is null && wanted.Exists(need => need.Urn == school.Urn)).Select(school => new NoDomainOf(school.Name)),
        ];
        if (whyNot.Count > 0)
        {
            return ([], whyNot);
        }

        var orders = wanted.Select(need => (School: schools.Single(s => s.Urn == need.Urn), need.Quantity))
            .GroupBy(need => (ChromebookRules.Tidy(need.School.Chromebooks.Domain!), VirtualCapPool.Of(need.School) is null ? need.School.Id : 0))
            .Select(group => group.OrderByDescending(need => need.Quantity).ThenBy(need => need.School.Id).ToList())
            .Select(group => new ChromebookOrder(group[0].School, ChromebookRules.Tidy(group[0].School.Chromebooks.Domain!), group))
            .OrderBy(order => order.BookedOn.Id) // in the order in which schools are locked
            .ToList();
        return (orders, []);
    }
}

/// <summary>Not one of the body's schools.</summary>
public sealed record NotAManagedSchool(Urn Urn) : Refusal
{
    public override string Message => $"{Urn} is not one of your schools.";
}

/// <summary>A school whose Chromebooks nobody knows where to enrol.</summary>
public sealed record NoDomainOf(string School) : Refusal
{
    public override string Message => $"{School} has not said which Google domain its Chromebooks belong to. Add it to the school's details first.";
}
