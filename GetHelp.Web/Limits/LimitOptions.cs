using System.ComponentModel.DataAnnotations;

namespace GetHelp.Web.Limits;

/// <summary>The section "Limits" of the settings: what one person, or one client, may ask of a web node. A person who is signed in is counted by
/// themselves, whatever network they share; everybody else by their client, and a school is one. So the numbers are far above what people do,
/// and below what a program in a loop does.</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    private const int Most = 1_000_000;

    /// <summary>Pages and everything else that is asked for.</summary>
    [Range(1, Most)]
    public int RequestsPerMinute { get; set; } = 1_200;

    /// <summary>Forms of signing in, of one client: everybody of an office at once. How many links are sent is limited much lower, in the section "SignIn".</summary>
    [Range(1, Most)]
    public int SignInsPerMinute { get; set; } = 120;

    /// <summary>Forms with files.</summary>
    [Range(1, Most)]
    public int UploadsPerMinute { get; set; } = 30;

    /// <summary>Files that are made for whoever asks: CSV and workbooks.</summary>
    [Range(1, Most)]
    public int ExportsPerMinute { get; set; } = 60;

    /// <summary>What the supplier's systems tell us, one order at a time: on its busiest day it delivers some thousands.</summary>
    [Range(1, Most)]
    public int SupplierCallsPerMinute { get; set; } = 1_200;

    /// <summary>Live pages that one person has open, on all their devices.</summary>
    [Range(1, Most)]
    public int CircuitsPerPerson { get; set; } = 50;

    /// <summary>Live pages that are open from one client: two hundred people in one building, five each. Each holds some 200 KB of memory.</summary>
    [Range(1, Most)]
    public int CircuitsPerClient { get; set; } = 1_000;

    /// <summary>Pages that lost their connection and are kept, for all clients together: when a large school's network fails, everybody there
    /// finds their page again. 60 MB at the most.</summary>
    [Range(0, Most)]
    public int CircuitsKept { get; set; } = 300;

    /// <summary>How long such a page is kept: a train's tunnel, a restart of a router.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan CircuitsKeptFor { get; set; } = TimeSpan.FromMinutes(3);
}
