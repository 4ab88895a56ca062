# Prints the monthly and quarterly series that come with R and with some of its packages as CSV: id,
# how many values make a year, and the values. `npm run bench:forecast` reads it.
out <- stdout()
writeLines("id,yearly,values", out)
seen <- character(0)
put <- function(id, series) {
  yearly <- frequency(series)
  values <- as.numeric(series)
  if (!(yearly %in% c(4, 12)) || anyNA(values) || length(values) < 4 * yearly) return()
  begin <- paste(head(values, 8), collapse = " ")
  if (begin %in% seen) return()
  seen <<- c(seen, begin)
  numbers <- format(values, digits = 10, trim = TRUE, scientific = FALSE)
  writeLines(paste(id, yearly, paste(numbers, collapse = " "), sep = ","), out)
}
for (package in c("datasets", "forecast", "AER", "tseries", "urca", "mFilter")) {
  if (!requireNamespace(package, quietly = TRUE)) next
  for (item in data(package = package)$results[, "Item"]) {
    place <- new.env()
    name <- sub(" .*", "", item)
    file <- sub(".*\\((.*)\\)", "\\1", item)
    if (package == "datasets") file <- name
    found <- try({
      data(list = file, package = package, envir = place)
      get(name, envir = place)
    }, silent = TRUE)
    if (inherits(found, "try-error") || !is.ts(found)) next
    for (column in seq_len(NCOL(found))) {
      series <- if (is.matrix(found)) found[, column] else found
      put(paste(package, name, column, sep = "."), series)
    }
  }
}
