namespace GetHelp.Core.Allocations;

/// <summary>Who places a school's orders (spec 02 §6).</summary>
public enum WhoWillOrder
{
    /// <summary>People of the school: ordering is devolved.</summary>
    School,

    /// <summary>People of its responsible body: the school is centrally managed.</summary>
    ResponsibleBody,
}
