using System.ComponentModel.DataAnnotations;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>The section "Simulator" of the settings. It is only looked at in Development.</summary>
public sealed class SimulatorOptions
{
    public const string Section = "Simulator";

    public bool Enabled { get; set; }

    /// <summary>How long a working day of the supplier lasts.</summary>
    [Range(0.001, 86_400, ErrorMessage = "Simulator:SecondsPerWorkingDay must be between a thousandth and 86400.")]
    public double SecondsPerWorkingDay { get; set; } = 20;

    /// <summary>Where it keeps what it has promised, so that a restart forgets nothing.</summary>
    [Required(ErrorMessage = "Simulator:Folder is missing.")]
    public string Folder { get; set; } = "data/simulator";

    /// <summary>Order exactly so many of one product to see an order rejected.</summary>
    public int RejectsQuantity { get; set; } = 13;

    /// <summary>Whether it answers requests to stop or correct an order itself; otherwise it leaves them to support.</summary>
    public bool AnswersRequests { get; set; }

    /// <summary>Whether it confirms the accounts that it is told of; otherwise it leaves them to whoever signs in as the supplier.</summary>
    public bool ConfirmsAccounts { get; set; } = true;

    /// <summary>E-mail addresses whose accounts it never confirms, to see what waiting is like.</summary>
    public IList<string> NeverConfirms { get; init; } = [];

    /// <summary>Where it finds the portal: Site:BaseAddress unless told otherwise.</summary>
    [Required(ErrorMessage = "Simulator:PortalAddress is missing, and Site:BaseAddress too: the simulator must know where the portal is.")]
    public Uri PortalAddress { get; set; } = null!;

    public TimeSpan WorkingDay => TimeSpan.FromSeconds(SecondsPerWorkingDay);
}
