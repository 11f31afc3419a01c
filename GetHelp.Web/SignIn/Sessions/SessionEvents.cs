using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.SignIn.Sessions;

/// <summary>Tells Blazor of the event in which a browser says that somebody works with the page; the script tells it the same in the browser.</summary>
[EventHandler("onsessionused", typeof(EventArgs))]
public static class EventHandlers;
