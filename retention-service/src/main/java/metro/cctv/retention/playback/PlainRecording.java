package metro.cctv.retention.playback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import metro.cctv.retention.segment.RecordingFiles;
import metro.cctv.retention.segment.Segment;
import org.springframework.core.io.AbstractResource;

/** An MP4 from before recordings were sealed, as it lies there. */
final class PlainRecording extends AbstractResource {
    private final Segment segment;
    private final RecordingFiles.Whole file;

    PlainRecording(Segment segment, RecordingFiles.Whole file) {
        this.segment = segment;
        this.file = file;
    }

    @Override
    public long contentLength() {
        return segment.bytes();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "plain " + segment.objectKey();
    }

    /** Skipping it costs nothing: it seeks. */
    @Override
    public InputStream getInputStream() throws IOException {
        return Channels.newInputStream(file.open());
    }
}
