const MINUTE = 60
const HOUR = 3600

/** “4 s”, “3 min 10 s”, “1 h 5 min”: what was measured, or expected before anything began. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < MINUTE) return `${whole} s`
  if (whole < HOUR) return together(Math.floor(whole / MINUTE), 'min', whole % MINUTE, 's')
  const minutes = Math.round(whole / MINUTE)
  return together(Math.floor(minutes / MINUTE), 'h', minutes % MINUTE, 'min')
}

function together(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

/** Whole minutes, and seconds in steps of five under one, so that it counts down and does not jump. */
export function timeLeft(seconds: number): string {
  const STEP = 5
  if (seconds >= HOUR) return `about ${duration(Math.ceil(seconds / MINUTE) * MINUTE)} left`
  if (seconds > MINUTE) return `about ${Math.ceil(seconds / MINUTE)} minutes left`
  return `about ${Math.max(1, Math.ceil(seconds / STEP)) * STEP} seconds left`
}
