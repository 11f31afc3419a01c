using System.Runtime.CompilerServices;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GetHelp.Tests.PersonalData;

/// <summary>Makes a row of any table: nobody's rules are asked, and nothing but what the database wants is in it.</summary>
internal static class AnyRow
{
    /// <param name="of">Which order, school and person a row is about that has to be about one.</param>
    public static async Task AddAsync(GetHelpDbContext db, IEntityType type, (int Order, int School, int Person) of)
    {
        var entry = db.Entry(Empty(type));
        foreach (var property in type.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never))
        {
            entry.Property(property).CurrentValue = Value(property, of);
        }

        foreach (var part in type.GetComplexProperties())
        {
            Fill(entry.ComplexProperty(part), of);
        }

        entry.State = EntityState.Added;
        await db.SaveChangesAsync();
        entry.State = EntityState.Detached;
    }

    private static void Fill(ComplexPropertyEntry entry, (int, int, int) of)
    {
        foreach (var property in entry.Metadata.ComplexType.GetProperties())
        {
            entry.Property(property).CurrentValue = Value(property, of);
        }

        foreach (var part in entry.Metadata.ComplexType.GetComplexProperties())
        {
            Fill(entry.ComplexProperty(part), of);
        }
    }

    private static object Empty(ITypeBase type)
    {
        var row = RuntimeHelpers.GetUninitializedObject(type.ClrType);
        foreach (var part in type.GetComplexProperties())
        {
            part.PropertyInfo!.SetValue(row, Empty(part.ComplexType));
        }

        return row;
    }

    private static object? Value(IProperty property, (int Order, int School, int Person) of)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return property.Name switch
        {
            "SchoolId" => of.School,
            "OrderId" => of.Order,
            "OwnerId" => of.Person,
            "DraftId" => null,
            "AllocationQueryId" => 1,
            "ResponsibleBodyId" when !property.IsNullable => 1,
            var name when name.EndsWith("UserId", StringComparison.Ordinal) => of.Person,
            _ when property.IsNullable => null,
            _ when type == typeof(string) => Guid.NewGuid().ToString("N"),
            _ when type == typeof(byte[]) => Guid.NewGuid().ToByteArray(),
            _ when type == typeof(DateTime) => DateTime.UnixEpoch,
            _ when type == typeof(Guid) => Guid.NewGuid(),
            _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
            _ when type.IsGenericType => Array.CreateInstance(type.GetGenericArguments()[0], 0),
            _ => Activator.CreateInstance(type),
        };
    }
}
