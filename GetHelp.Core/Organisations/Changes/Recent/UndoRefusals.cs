namespace GetHelp.Core.Organisations.Changes.Recent;

/// <summary>Somebody has undone it before, perhaps in another tab.</summary>
public sealed record UndoneAlready(string What) : Refusal
{
    public override string Message => $"{What}: this has been undone already.";
}

/// <summary>What was made longer ago has been built upon.</summary>
public sealed record TooLateToUndo(string What) : Refusal
{
    public override string Message => $"{What}: this was changed more than {MadeChange.Undoable.TotalHours:0} hours ago. Change it again where you changed it.";
}
