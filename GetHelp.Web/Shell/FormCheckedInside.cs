namespace GetHelp.Web.Shell;

/// <summary>On an endpoint that looks at its form's token itself, because something has to be known before the form is read. All others have
/// it looked at for them, and a test finds those that have neither.</summary>
public sealed class FormCheckedInside
{
    public static readonly FormCheckedInside Mark = new();

    private FormCheckedInside()
    {
    }
}
