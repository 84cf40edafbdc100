package metro.cctv.registry.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A block of addresses, e.g. 10.0.0.0/8. */
public record Network(InetAddress base, int prefixBits) {

    /** @throws IllegalArgumentException unless it is an address, a slash and a number of bits */
    public static Network parse(String cidr) {
        String[] parts = cidr.trim().split("/");
        try {
            if (parts.length != 2 || HostRule.literalObjection(parts[0]).isPresent() || !parts[1].matches("\\d{1,3}"))
                throw new UnknownHostException(cidr);
            InetAddress base = InetAddress.getByName(parts[0].indexOf(':') < 0 ? parts[0] : "[" + parts[0] + "]");
            int bits = Integer.parseInt(parts[1]);
            if (bits > base.getAddress().length * 8) throw new UnknownHostException(cidr);
            return new Network(base, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("network: like 10.0.0.0/8, was \"" + printable(cidr) + "\"", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) return false;
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
        }
        return true;
    }

    /** How many addresses: 2 to the power of the bits that are left, at most 2^62. */
    public long size() {
        return 1L << Math.min(62, base.getAddress().length * 8 - prefixBits);
    }

    /** Every address of a small block, in order, network and broadcast address included. */
    public Stream<InetAddress> addresses() {
        if (size() > 65_536) throw new IllegalArgumentException("network: too large to be walked through: " + this);
        return LongStream.range(0, size()).mapToObj(this::at);
    }

    private InetAddress at(long offset) {
        byte[] bytes = base.getAddress();
        int hostBits = bytes.length * 8 - prefixBits;
        for (int bit = 0; bit < hostBits; bit++) {
            int at = bytes.length * 8 - 1 - bit;
            int mask = 0x80 >> at % 8;
            boolean set = (offset >> bit & 1) == 1;
            bytes[at / 8] = (byte) (set ? bytes[at / 8] | mask : bytes[at / 8] & ~mask);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes", e);
        }
    }

    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60);
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefixBits;
    }
}
