namespace GetHelp.Core.Data;

/// <summary>What a write had read before it could lock has changed meanwhile: it is run again from the start.</summary>
public sealed class LostRaceException(string message) : Exception(message);
