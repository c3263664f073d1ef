package io.github.pocstate.netbox.model;

import java.util.Comparator;

/**
 * Orders names as people do: {@code srv-2} before {@code srv-10}, whatever the case.
 *
 * <p>NetBox orders names so too, but differently from version to version; this order is the same with each of them.
 * Names that differ in case or leading zeros only are ordered by their characters. This class is thread-safe.
 *
 * @since 0.1
 */
public final class NaturalOrder implements Comparator<String> {

    /** The order. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int leftAt = 0;
        int rightAt = 0;
        while (leftAt < left.length() && rightAt < right.length()) {
            int leftEnd = endOfPart(left, leftAt);
            int rightEnd = endOfPart(right, rightAt);
            int order = compareParts(left.substring(leftAt, leftEnd), right.substring(rightAt, rightEnd));
            if (order != 0) {
                return order;
            }
            leftAt = leftEnd;
            rightAt = rightEnd;
        }
        int longer = Boolean.compare(leftAt < left.length(), rightAt < right.length());
        return longer != 0 ? longer : left.compareTo(right);
    }

    /** A part is a number or whatever is between two numbers. */
    private static int endOfPart(String name, int start) {
        boolean number = isDigit(name.charAt(start));
        int end = start + 1;
        while (end < name.length() && isDigit(name.charAt(end)) == number) {
            end++;
        }
        return end;
    }

    private static int compareParts(String left, String right) {
        boolean leftIsNumber = isDigit(left.charAt(0));
        boolean rightIsNumber = isDigit(right.charAt(0));
        if (!leftIsNumber || !rightIsNumber) {
            return leftIsNumber == rightIsNumber
                    ? left.compareToIgnoreCase(right)
                    : Boolean.compare(rightIsNumber, leftIsNumber);
        }
        String leftNumber = withoutZeros(left);
        String rightNumber = withoutZeros(right);
        int length = Integer.compare(leftNumber.length(), rightNumber.length());
        return length != 0 ? length : leftNumber.compareTo(rightNumber);
    }

    private static String withoutZeros(String number) {
        int start = 0;
        while (start < number.length() - 1 && number.charAt(start) == '0') {
            start++;
        }
        return number.substring(start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
