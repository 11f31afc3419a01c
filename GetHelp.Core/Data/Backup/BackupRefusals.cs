namespace GetHelp.Core.Data.Backup;

/// <summary>PostgreSQL is copied by its own tools.</summary>
public sealed record NotSqlite : Refusal
{
    public override string Message => "The database is on PostgreSQL. Back it up with pg_dump and restore it with pg_restore: docs/running.md says how.";
}

/// <summary>A backup never takes the place of anything.</summary>
public sealed record FileIsThere(string File) : Refusal
{
    public override string Message => $"There is a file {File} already. Name another one.";
}

public sealed record NoSuchFile(string File) : Refusal
{
    public override string Message => $"There is no file {File}.";
}

/// <summary>Not a database, not one of this service, or not whole.</summary>
public sealed record DamagedFile(string File, string Problem) : Refusal
{
    public override string Message => $"{File} cannot be used: {Problem}.";
}

/// <summary>Made by a later version of the program, which this one does not understand.</summary>
public sealed record NewerFile(string File, string Migration) : Refusal
{
    public override string Message => $"{File} was made by a later version of the program: this one does not know its migration {Migration}. Restore it with that version.";
}

/// <summary>Whoever has it open would go on writing to what was taken away.</summary>
public sealed record DatabaseInUse(string File) : Refusal
{
    public override string Message => $"Somebody has {File} open. Stop the program first.";
}
