package metro.cctv.retention.clip;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.playback.RecordingMedia;
import metro.cctv.retention.segment.Segment;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Recordings to one marked MP4, in memory; nothing is written anywhere. */
@Component
class ClipMaker {
    private static final Logger log = LoggerFactory.getLogger(ClipMaker.class);

    private final RecordingMedia media;
    private final ClipProperties properties;

    ClipMaker(RecordingMedia media, ClipProperties properties) {
        this.media = media;
        this.properties = properties;
    }

    /** @param segments in their order; pictures from {@code from}, and before {@code to} */
    byte[] make(List<Segment> segments, Instant from, Instant to, Watermark mark) {
        ClipWriter writer = null;
        try {
            for (Segment segment : segments) writer = add(segment, writer, from, to, mark);
            if (writer == null) throw new ProblemException(ProblemType.NOT_FOUND, "There is no picture in that time.");
            return writer.finish();
        } catch (IOException | FfmpegRefused e) {
            log.error("A clip of {} cannot be made: {}", segments.getFirst().cameraId(), e.getMessage());
            throw new ProblemException(ProblemType.UNAVAILABLE, "The recording cannot be read; the log says more.");
        } finally {
            if (writer != null) writer.close();
        }
    }

    private @Nullable ClipWriter add(
            Segment segment, @Nullable ClipWriter known, Instant from, Instant to, Watermark mark) throws IOException {
        ClipWriter writer = known;
        try (InputStream in = media.of(segment).getInputStream();
                RecordedPictures pictures = new RecordedPictures(in)) {
            for (AVFrame frame = pictures.next(); frame != null; frame = pictures.next()) {
                Instant shownAt = segment.startedAt().plus(pictures.micros(), ChronoUnit.MICROS);
                if (!shownAt.isBefore(to)) break;
                if (shownAt.isBefore(from)) continue;
                if (writer == null) writer = begin(frame);
                long micros = Duration.between(from, shownAt).toNanos() / 1_000;
                writer.add(frame, micros, picture -> mark.draw(picture, shownAt));
                if (writer.bytes() > properties.maxBytes())
                    throw new ProblemException(ProblemType.TOO_LARGE, "The clip is too large; ask for a shorter one.");
            }
        } catch (RuntimeException | IOException e) {
            if (known == null && writer != null) writer.close();
            throw e;
        }
        return writer;
    }

    private ClipWriter begin(AVFrame first) {
        int width = Math.min(first.width(), properties.width()) & ~1;
        int height = (int) Math.round((double) first.height() * width / first.width()) & ~1;
        return new ClipWriter(width, height, properties.bitsPerSecond());
    }
}
