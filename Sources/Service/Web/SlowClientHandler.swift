import NIOCore
import NIOHTTPTypes

/// Ends a connection whose client takes too long over the body of a request, or over taking up an
/// answer, and tells those who work for a client that it has gone. (Waiting for a head, and for the next request, is limited by the server's idle timeout.)
final class SlowClientHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let patience: TimeAmount
  private var reading: Scheduled<Void>?
  private var writing: Scheduled<Void>?

  init(patience: TimeAmount) { self.patience = patience }

  private func deadline(_ context: ChannelHandlerContext, times: Int64) -> Scheduled<Void> {
    let channel = context.channel
    return context.eventLoop.scheduleTask(in: patience * times) {
      channel.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      reading?.cancel()
      reading = deadline(context, times: 2)
    case .end:
      reading?.cancel()
      reading = nil
    case .body: break
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writing?.cancel()
    writing = context.channel.isWritable ? nil : deadline(context, times: 1)
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if let event = event as? ChannelEvent, case .inputClosed = event {
      OpenConnections.gone(context.channel)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    OpenConnections.gone(context.channel)
    reading?.cancel()
    writing?.cancel()
    context.fireChannelInactive()
  }
}
