namespace GetHelp.Core.Orders;

/// <summary>Whose turn it is with something that needs doing, in the order in which a list has them: what the reader has to do, what is advised, what
/// others have to do.</summary>
public enum TaskTurn
{
    ToDo,
    Recommended,
    WaitingForSchools,
    WaitingForSupport,
    WaitingForSupplier,
}
