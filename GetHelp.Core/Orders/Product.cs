using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders;

/// <summary>What can be ordered. Names are stored and sent, so a rename is a migration.</summary>
public enum Product
{
    WindowsLaptop,
    WindowsLaptopRestricted,
    WindowsTablet,
    Chromebook,
    Ipad,
    Router,

    /// <summary>One that was ordered with the supplier directly: it reports how many, not which. Nobody can order it here.</summary>
    LaptopOrTablet,
}

/// <summary>What arrives together: one van for each.</summary>
public enum DeliveryKind
{
    Microsoft,
    Google,
    Apple,
    Routers,
}

/// <summary>Whether the supplier has a product.</summary>
public enum StockState
{
    Available,

    /// <summary>Can be ordered; delivery may take longer than five working days.</summary>
    LowStock,

    /// <summary>Cannot be ordered.</summary>
    OutOfStock,
}

/// <summary>What is true of every product, whatever its stock.</summary>
public static class Products
{
    /// <summary>Every product that can be ordered, in the order in which pages list them.</summary>
    public static IReadOnlyList<Product> All { get; } = [.. Enum.GetValues<Product>().Where(product => product != Product.LaptopOrTablet)];

    /// <summary>What stands for a category where only the number is known.</summary>
    public static Product Unnamed(this DeviceCategory category) => category == DeviceCategory.Routers ? Product.Router : Product.LaptopOrTablet;

    /// <summary>Which allocation a product counts against.</summary>
    public static DeviceCategory Category(this Product product) =>
        product == Product.Router ? DeviceCategory.Routers : DeviceCategory.LaptopsAndTablets;

    /// <summary>Which delivery a product comes in.</summary>
    public static DeliveryKind DeliveryKind(this Product product) => product switch
    {
        Product.Chromebook => Orders.DeliveryKind.Google,
        Product.Ipad => Orders.DeliveryKind.Apple,
        Product.Router => Orders.DeliveryKind.Routers,
        _ => Orders.DeliveryKind.Microsoft,
    };

    /// <summary>One of it, as a person would say it.</summary>
    public static string Name(this Product product) => product switch
    {
        Product.WindowsLaptop => "Windows laptop, standard settings",
        Product.WindowsLaptopRestricted => "Windows laptop, DfE-restricted settings",
        Product.WindowsTablet => "Windows tablet",
        Product.Chromebook => "Chromebook",
        Product.Ipad => "iPad",
        Product.Router => "4G wireless router",
        Product.LaptopOrTablet => "Laptop or tablet",
        _ => throw new ArgumentOutOfRangeException(nameof(product), product, null),
    };

    /// <summary>A number of it, as a person would say it: "1 Chromebook", "12 Windows tablets".</summary>
    public static string Count(this Product product, int quantity)
    {
        var (one, many) = product switch
        {
            Product.WindowsLaptop => ("Windows laptop", "Windows laptops"),
            Product.WindowsLaptopRestricted => ("restricted Windows laptop", "restricted Windows laptops"),
            Product.Router => ("router", "routers"),
            Product.LaptopOrTablet => ("laptop or tablet", "laptops and tablets"),
            _ => (product.Name(), product.Name() + "s"),
        };
        return $"{quantity:N0} {(quantity == 1 ? one : many)}";
    }

    /// <summary>A number of a category, as a person would say it: "1 laptop or tablet", "3 routers".</summary>
    public static string Count(this DeviceCategory category, int quantity) => (category, quantity) switch
    {
        (DeviceCategory.Routers, 1) => "1 router",
        (DeviceCategory.Routers, _) => $"{quantity:N0} routers",
        (_, 1) => "1 laptop or tablet",
        _ => $"{quantity:N0} laptops and tablets",
    };
}

/// <summary>The stock of one product, as the supplier last told.</summary>
public sealed class ProductStock : IVersioned
{
    public Product Product { get; init; }

    public StockState State { get; set; }

    public int Version { get; private set; }
}

internal sealed class ProductStockMapping : IEntityTypeConfiguration<ProductStock>
{
    public void Configure(EntityTypeBuilder<ProductStock> builder) => builder.HasKey(s => s.Product);
}
