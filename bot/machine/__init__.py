"""The machine below: memory and disk that give nothing away, the kernel, files that can be made again."""
