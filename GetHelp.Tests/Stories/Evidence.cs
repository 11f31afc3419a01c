using GetHelp.Tests.TestSupport;

namespace GetHelp.Tests.Stories;

/// <summary>Where a story that failed leaves what it saw.</summary>
internal static class Evidence
{
    /// <summary>An empty folder for this story: TestResults/stories/title, at the top of the repository.</summary>
    public static string Folder(string title)
    {
        var folder = new DirectoryInfo(Path.Combine(Repository.Root.FullName, "TestResults", "stories", title));
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }

        return Directory.CreateDirectory(folder.FullName).FullName;
    }
}
