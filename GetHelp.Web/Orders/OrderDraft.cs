using System.Globalization;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Orders;

/// <summary>An order that is being made. It lives in the address, so that Back, a refresh and a lost connection lose nothing of it.</summary>
public sealed record OrderDraft
{
    /// <summary>Made when the page first opened; it goes with the order to the end.</summary>
    public required Guid Key { get; init; }

    /// <summary>What was typed for each product, which may not be a number.</summary>
    public required IReadOnlyDictionary<Product, string> Typed { get; init; }

    /// <summary>Its Chromebooks go without a domain: somebody read what that means and said to go on.</summary>
    public bool WithoutDomain { get; init; }

    /// <summary>Where its Chromebooks are enrolled, where no school's details say it; as <see cref="EnrolmentProtection"/> writes it, because
    /// an address is no place for a person's e-mail address.</summary>
    public string? Enrolment { get; init; }

    public DeliveryPlace DeliverTo { get; init; }

    /// <summary>The school that an order for several of them goes to; null while nobody has said, or where it goes elsewhere.</summary>
    public Urn? DeliverToSchool { get; init; }

    public static OrderDraft New() => new() { Key = Guid.NewGuid(), Typed = new Dictionary<Product, string>() };

    /// <summary>The draft in an address; a new one where there is none.</summary>
    public static OrderDraft FromUri(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Key = values.TryGetValue("key", out var text) && Guid.TryParseExact(text, "N", out var key) ? key : Guid.NewGuid(),
            Typed = Products.All.Where(p => values.ContainsKey(p.Slug())).ToDictionary(p => p, p => values[p.Slug()].ToString()),
            WithoutDomain = values.GetValueOrDefault("without-domain") == "yes",
            Enrolment = values.TryGetValue("enrolment", out var enrolment) ? enrolment.ToString() : null,
            DeliverTo = Slugs.Parse<DeliveryPlace>(values.GetValueOrDefault("deliver-to")) ?? DeliveryPlace.School,
            DeliverToSchool = Urn.TryParse(values.GetValueOrDefault("deliver-to"), out var door) ? door : null,
        };
    }

    public string ToQuery() => string.Join('&', Products.All.Where(p => !string.IsNullOrWhiteSpace(Typed.GetValueOrDefault(p)))
        .Select(p => $"{p.Slug()}={Uri.EscapeDataString(Typed[p])}")
        .Concat(Chromebooks())
        .Concat(DeliverTo == DeliveryPlace.School ? [] : [$"deliver-to={DeliverTo.Slug()}"])
        .Concat(DeliverToSchool is { } door ? [$"deliver-to={door}"] : [])
        .Append($"key={Key:N}"));

    public string? TypedFor(Product product) => Typed.GetValueOrDefault(product);

    public OrderDraft With(Product product, string? typed) =>
        this with { Typed = new Dictionary<Product, string>(Typed) { [product] = typed?.Trim() ?? "" } };

    /// <summary>What is asked for. A text that is no whole number is -1 of its product, which the rules refuse by name.</summary>
    public IReadOnlyList<LineAsked> Lines() =>
    [
        .. Products.All.Where(p => !string.IsNullOrWhiteSpace(TypedFor(p)))
            .Select(p => new LineAsked(p, int.TryParse(Typed[p], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var quantity) ? quantity : -1))
            .Where(line => line.Quantity != 0),
    ];

    /// <summary>Whether there is something to check and place.</summary>
    public bool IsComplete => Lines() is { Count: > 0 } lines && lines.All(line => line.Quantity > 0);

    public bool HasChromebooks => Lines().Any(line => line is { Product: Product.Chromebook, Quantity: > 0 });

    /// <summary>Each refusal at the field where it can be put right.</summary>
    public IReadOnlyList<FieldError> ErrorsOf(IEnumerable<Refusal> refusals) =>
        [.. refusals.Select(r => new FieldError(ChromebookTyped.FieldOf(r) ?? FieldOf(r).Slug(), r.Message))];

    private IEnumerable<string> Chromebooks()
    {
        if (WithoutDomain)
        {
            yield return "without-domain=yes";
        }

        if (Enrolment is not null)
        {
            yield return $"enrolment={Uri.EscapeDataString(Enrolment)}";
        }
    }

    /// <summary>The product at whose field a refusal can be put right.</summary>
    public Product FieldOf(Refusal refusal) => refusal switch
    {
        NotAQuantity wrong => wrong.Product,
        OutOfStock none => none.Product,
        MoreThanIsLeft more => MostOf(more.Category),
        MoreThanOrderCanHold more => MostOf(more.Category),
        _ => Product.WindowsLaptop,
    };

    private Product MostOf(DeviceCategory category) => Lines().Where(line => line.Product.Category() == category).MaxBy(line => line.Quantity).Product;
}
