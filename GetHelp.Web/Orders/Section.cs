namespace GetHelp.Web.Orders;

/// <summary>One place, and how things stand there.</summary>
public sealed record Section(string Name, string Url, string Says);
