namespace GetHelp.Core.Organisations;

/// <summary>How many there are, with the right word for one.</summary>
public static class NumberOf
{
    /// <summary>"1 school", "629 schools".</summary>
    public static string Schools(int count) => count == 1 ? "1 school" : $"{count:N0} schools";
}
