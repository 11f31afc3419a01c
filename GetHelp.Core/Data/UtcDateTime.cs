using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GetHelp.Core.Data;

/// <summary>SQLite gives a DateTime back without a kind, and PostgreSQL takes none but UTC: this keeps both honest.</summary>
internal sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc),
    value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
