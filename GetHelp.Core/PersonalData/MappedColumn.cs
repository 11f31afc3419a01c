using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GetHelp.Core.PersonalData;

/// <summary>Where a property is in the database: names that stand in quotes in SQL.</summary>
public sealed record MappedColumn(IEntityType Entity, string Column, bool IsNullable)
{
    public string Table => Entity.GetTableName()!;

    /// <summary>What tells the table's rows apart.</summary>
    public IReadOnlyList<string> Key => [.. Entity.FindPrimaryKey()!.Properties.Select(property => property.GetColumnName())];

    /// <summary>Whether whoever writes over a row by number has to raise its version.</summary>
    public bool IsVersioned => typeof(IVersioned).IsAssignableFrom(Entity.ClrType);

    /// <param name="path">"FullName", or "DeliverTo.ContactName" of what stands within a row.</param>
    public static MappedColumn Of(IModel model, Type type, string path)
    {
        var entity = model.FindEntityType(type) ?? throw new ArgumentException($"There is no table of {type.Name}.", nameof(type));
        var parts = path.Split('.');
        ITypeBase within = entity;
        foreach (var part in parts[..^1])
        {
            within = within.FindComplexProperty(part)?.ComplexType ?? throw new ArgumentException($"{type.Name} has no {path}.", nameof(path));
        }

        var property = within.FindProperty(parts[^1]) ?? throw new ArgumentException($"{type.Name} has no {path}.", nameof(path));
        return new(entity, property.GetColumnName(StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema()))!, property.IsNullable);
    }
}
