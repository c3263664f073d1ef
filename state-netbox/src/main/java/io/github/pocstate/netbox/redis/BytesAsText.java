package io.github.pocstate.netbox.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/**
 * Values as text, whatever their bytes: a byte that is not part of UTF-8 becomes a lone surrogate, U+DC80 to U+DCFF, and that
 * becomes the same byte again. Python calls this {@code surrogateescape}.
 */
final class BytesAsText extends BaseCodec {

    static final BytesAsText INSTANCE = new BytesAsText();

    private static final int ESCAPE = 0xDC00;
    private static final int LOWEST = ESCAPE + 0x80;
    private static final int HIGHEST = ESCAPE + 0xFF;

    private final Encoder encoder = value -> Unpooled.wrappedBuffer(encode(value.toString()));
    private final Decoder<Object> decoder = (buffer, state) -> decode(bytes(buffer));

    private BytesAsText() {}

    @Override
    public Encoder getValueEncoder() {
        return encoder;
    }

    @Override
    public Decoder<Object> getValueDecoder() {
        return decoder;
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static String decode(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        for (CoderResult result = utf8.decode(in, text, true); result.isError(); result = utf8.decode(in, text, true)) {
            for (int i = 0; i < result.length(); i++) {
                text.put((char) (ESCAPE + (in.get() & 0xFF)));
            }
        }
        return text.flip().toString();
    }

    static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        text.codePoints()
                .forEach(point -> bytes.writeBytes(
                        point >= LOWEST && point <= HIGHEST
                                ? new byte[] {(byte) (point - ESCAPE)}
                                : Character.toString(point).getBytes(StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }
}
