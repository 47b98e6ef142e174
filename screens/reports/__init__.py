"""Reports: figures with the people behind them. Nothing of them is loaded before somebody asks."""
