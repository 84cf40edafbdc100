package metro.cctv.training.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** All values of a network by name, outside of native memory. */
public record Snapshot(Map<String, float[]> values) {

    public float[] get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public void write(Path file) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half)))) {
            out.writeInt(values.size());
            for (var entry : values.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                for (float value : entry.getValue()) out.writeFloat(value);
            }
        }
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    public static Snapshot read(Path file) throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                float[] read = new float[in.readInt()];
                for (int n = 0; n < read.length; n++) read[n] = in.readFloat();
                values.put(name, read);
            }
        }
        return new Snapshot(values);
    }
}
