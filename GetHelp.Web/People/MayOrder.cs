namespace GetHelp.Web.People;

/// <summary>The answer to whether somebody may order.</summary>
public enum MayOrder
{
    Yes,
    No,
}
