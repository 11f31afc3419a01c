namespace GetHelp.Tests.TestSupport;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>Its top, in which the solution is.</summary>
    public static DirectoryInfo Root { get; } = Find();

    private static DirectoryInfo Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is { } parent && !File.Exists(Path.Combine(folder.FullName, "GetHelp.sln")))
        {
            folder = parent;
        }

        return folder;
    }
}
