package metro.cctv.gateway.route;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** Breaks a body off that is longer than it may be. */
final class UploadLimit extends FilterInputStream {
    private long left;

    UploadLimit(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = in.read(into, from, length);
        if (read > 0) left -= read;
        if (left < 0) throw new Reached();
        return read;
    }

    /** @param failure of the request that carried the body */
    static boolean isReached(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof Reached) return true;
        return false;
    }

    private static final class Reached extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Reached() {
            super("the body is longer than it may be");
        }
    }
}
