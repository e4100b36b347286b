using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Stomp.Server.Sessions;

namespace Stomp.Server.Controllers;

/// <summary>Every mapped method of the application, made when it starts.</summary>
internal sealed partial class ControllerTable
{
    private readonly Dictionary<string, MessageHandler> _exact = new(StringComparer.Ordinal);
    private readonly List<(DestinationTemplate Template, MessageHandler Handler)> _templates = [];
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;

    /// <exception cref="InvalidOperationException">A controller cannot work; all faults are named.</exception>
    public ControllerTable(IEnumerable<ControllerSource> sources, HandlerCompiler compiler, IServiceScopeFactory scopes, ILogger<ControllerTable> logger)
    {
        _scopes = scopes;
        _logger = logger;
        var faults = new ControllerFaults();
        var byShape = new Dictionary<string, MethodInfo>(StringComparer.Ordinal);
        foreach (var controller in sources.SelectMany(source => source.Controllers).Distinct())
        {
            if (CanBeMade(controller) && controller.IsVisible) AddMethods(controller, compiler, byShape, faults);
            else faults.Add(controller, "a message controller is a public class, neither abstract nor generic");
        }

        faults.ThrowIfAny();
        _templates.Sort((one, other) => DestinationTemplate.CompareBySpecificity(one.Template, other.Template));
    }

    public static bool CanBeMade(Type controller) => controller is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false };

    /// <summary>Has the method that is mapped to the path handle a message.</summary>
    /// <exception cref="MessageRejectedException">None is mapped to it, or it refused or failed.</exception>
    public async ValueTask DispatchAsync(StompSession session, StompFrame frame, string path)
    {
        var handler = Find(path, out var variables)
            ?? throw new MessageRejectedException($"No message controller is mapped to '{frame.Headers[StompHeaderNames.Destination]}'.");
        try
        {
            // In here, so that what fails in being disposed is the application's fault, too.
            await using var scope = _scopes.CreateAsyncScope();
            await handler(new ControllerInvocation(session, frame, path, variables, scope.ServiceProvider));
        }
        catch (OperationCanceledException) when (session.Closed.IsCancellationRequested)
        {
            // The session ended and its handler gave up, as it was asked to.
        }
        catch (Exception e) when (e is not MessageRejectedException)
        {
            LogHandlerFailed(e, session.Id, LogText.OneLine(path));
            throw new MessageRejectedException("The message could not be handled.");
        }
    }

    private MessageHandler? Find(string path, out string[] variables)
    {
        variables = [];
        if (_exact.TryGetValue(path, out var exact)) return exact;
        foreach (var (template, handler) in _templates)
        {
            if (template.TryMatch(path, out variables)) return handler;
        }

        return null;
    }

    private void AddMethods(Type controller, HandlerCompiler compiler, Dictionary<string, MethodInfo> byShape, ControllerFaults faults)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var prefix = controller.GetCustomAttribute<MessageMappingAttribute>()?.Template ?? "";
        foreach (var method in controller.GetMethods(All))
        {
            if (method.GetCustomAttribute<MessageMappingAttribute>() is not { } mapping) continue;
            if (!method.IsPublic || method.IsGenericMethod)
            {
                faults.Add(method, "a mapped method is public and not generic");
                continue;
            }

            try
            {
                Add(method, DestinationTemplate.Parse(prefix + mapping.Template), compiler, byShape, faults);
            }
            catch (FormatException e)
            {
                faults.Add(method, $"[MessageMapping]: {e.Message}");
            }
        }
    }

    private void Add(MethodInfo method, DestinationTemplate template, HandlerCompiler compiler, Dictionary<string, MethodInfo> byShape, ControllerFaults faults)
    {
        if (!byShape.TryAdd(template.Shape, method))
        {
            faults.Add(method, $"'{template.Text}' is mapped by {ControllerFaults.Name(byShape[template.Shape])} already");
            return;
        }

        if (compiler.Compile(method, template, faults) is not { } handler) return;
        if (template.Variables.Count == 0) _exact.Add(template.Text, handler);
        else _templates.Add((template, handler));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: the handler of {Path} failed")]
    private partial void LogHandlerFailed(Exception exception, string session, string path);
}
