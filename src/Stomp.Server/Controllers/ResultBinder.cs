using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Stomp.Server.Controllers;

/// <summary>Finds out what becomes of a method's result, once, when the application starts.</summary>
internal sealed class ResultBinder(IServiceProvider services, IMessageTemplate template, StreamSender streams, ReplyDestinations destinations)
{
    /// <summary>Has the result sent.</summary>
    /// <returns>The whole call as a <see cref="ValueTask"/>; null when there was a fault.</returns>
    public Expression? Bind(HandlerSource source, MethodCallExpression call, Action<string> fault)
    {
        var method = source.Method;
        var type = method.ReturnType;
        if (type == typeof(void))
        {
            if (method.IsDefined(typeof(AsyncStateMachineAttribute))) fault("it is async void, which nobody can wait for; return a Task or a ValueTask");
            return WithoutResult(method, Expression.Block(call, Expression.Default(typeof(ValueTask))), fault);
        }

        if (type == typeof(ValueTask)) return WithoutResult(method, call, fault);
        if (type == typeof(Task)) return WithoutResult(method, Expression.New(typeof(ValueTask).GetConstructor([typeof(Task)])!, call), fault);
        if (type.IsByRef || type.IsByRefLike || type.IsPointer)
        {
            fault($"a result of type {type.Name} cannot be sent");
            return null;
        }

        var result = ResultOf(type);
        if (ItemOf(result) is { } inner && inner != ItemOf(type))
        {
            fault("it returns a stream within a task; return the IAsyncEnumerable<T> itself");
            return null;
        }

        if (destinations.For(source, fault) is not { } targets) return null;
        if (ItemOf(type) is { } item)
        {
            if (source.Kind == HandlerKind.Exception) fault("an exception handler has one result, not a stream; return an object");
            if (source.Kind == HandlerKind.Subscribe && targets.Length > 0)
                fault("a stream of a [SubscribeMapping] goes to its subscription alone; remove [SendTo] or [SendToUser], or use [MessageMapping]");
            var begin = typeof(StreamSender).GetMethod(nameof(StreamSender.BeginAsync))!.MakeGenericMethod(item);
            return Expression.Call(Expression.Constant(streams), begin, ParameterBinder.Invocation, call, SenderOf(item, source, targets));
        }

        var send = type == result ? nameof(Results.SendAsync)
            : type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(Results.SendLaterAsync) : nameof(Results.SendWhenDoneAsync);
        return Expression.Call(typeof(Results), send, [result], ParameterBinder.Invocation, call, SenderOf(result, source, targets));
    }

    public static bool IsStream(MethodInfo method) => ItemOf(method.ReturnType) is not null;

    private static Type ResultOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GenericTypeArguments[0]
            : type;

    private static Type? ItemOf(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))?.GenericTypeArguments[0];

    private static Expression WithoutResult(MethodInfo method, Expression body, Action<string> fault)
    {
        if (method.IsDefined(typeof(SendToAttribute)) || method.IsDefined(typeof(SendToUserAttribute)))
            fault("it returns nothing that [SendTo] or [SendToUser] could send; return an object, or remove the attribute");
        return body;
    }

    private ConstantExpression SenderOf(Type result, HandlerSource source, ReplyDestination[] targets)
    {
        var options = new ReplyOptions(source.Mapping?.ResultContentType, source.Mapping?.CarryHeaders ?? []);
        object reply = targets.Length == 0
            ? ActivatorUtilities.CreateInstance<SubscriptionReply>(services, options)
            : new ReplySender(template, targets, options);
        var send = reply.GetType().GetMethod("SendAsync", BindingFlags.Public | BindingFlags.Instance)!.MakeGenericMethod(result);
        return Expression.Constant(send.CreateDelegate(typeof(ResultSender<>).MakeGenericType(result), reply));
    }
}
