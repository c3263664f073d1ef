package io.github.pocstate.netbox.dto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param count how many objects match in all
 * @param next address of the next page
 * @param results the objects of this page
 * @param <T> type of the objects
 *
 * @since 0.1
 */
public record Page<T>(int count, @Nullable String next, List<T> results) {}
