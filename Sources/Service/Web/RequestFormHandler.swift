import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Looks at a request as it was sent, before it becomes one of Swift's HTTP types, which keep less of it.
final class RequestFormHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let limit: UnreadLimit

  init(_ limit: UnreadLimit) { self.limit = limit }

  /// A target with a host of its own is meant for that host, whatever the header says (RFC 9112, 3.2.2).
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    limit.count = 0
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    if let start = head.uri.range(of: "://"), !head.uri[..<start.lowerBound].contains("/") {
      let host = head.uri[start.upperBound...].prefix { $0 != "/" && $0 != "?" }
      let others = head.headers["Host"].dropFirst()
      head.headers.replaceOrAdd(name: "Host", value: String(host))
      for other in others { head.headers.add(name: "Host", value: other) }
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// What cannot be read as HTTP is answered, and the connection then ends, though its client sends on.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let channel = context.channel
    context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    context.fireErrorCaught(error)
  }
}

/// Ends a connection whose client sends bytes without end that make no part of a request: a line of a
/// request, or of the size of a chunk, that never ends.
final class UnreadLimit: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// More than a head may have.
  private static let most = 256 << 10
  private static let answer =
    "HTTP/1.1 414 URI Too Long\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  /// Bytes since the last part of a request.
  var count = 0
  private var hasEnded = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasEnded else { return }
    count += unwrapInboundIn(data).readableBytes
    context.fireChannelRead(data)
    guard count > UnreadLimit.most else { return }
    hasEnded = true
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: UnreadLimit.answer)))
      .whenComplete { _ in channel.close(promise: nil) }
  }
}

/// Puts a ``RequestFormHandler`` before the conversion, where the server offers no place for one.
final class RequestFormInstaller: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    guard let codec = try? pipeline.handler(type: HTTP1ToHTTPServerCodec.self) else { return }
    let limit = UnreadLimit()
    try? pipeline.addHandler(limit, position: .first)
    try? pipeline.addHandler(RequestFormHandler(limit), position: .before(codec))
  }
}
